package org.cervicalinsufficiency.fhirserver.database;

import com.zaxxer.hikari.HikariDataSource;

/**
 * What serving needs of its database. The connections are no bean of their own: there is one DataSource, the guarded one.
 *
 * @param connections as configured
 * @param watch over the same database
 * @param turn of the replica that begins with its store
 */
public record ServingPool(HikariDataSource connections, DatabaseWatch watch, StartTurn turn) {}
