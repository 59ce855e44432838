package org.cervicalinsufficiency.knowledge;

/**
 * A card's way to a leaflet.
 *
 * @param label what the link says
 * @param topic the leaflet's {@link Leaflet#topic()}
 */
public record LeafletLink(Text label, String topic) {}
