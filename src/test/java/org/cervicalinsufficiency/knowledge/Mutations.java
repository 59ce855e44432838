package org.cervicalinsufficiency.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.hl7.elm.r1.And;
import org.hl7.elm.r1.Exists;
import org.hl7.elm.r1.Expression;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.Literal;
import org.hl7.elm.r1.Not;
import org.hl7.elm.r1.Or;
import org.hl7.elm.r1.Query;

/** Finds every number and every condition of a compiled library and says how each can be changed. */
final class Mutations {

    private static final String TYPES = "urn:hl7-org:elm-types:r1";

    private final CqlText text;
    private final List<Mutation> found = new ArrayList<>();

    private Mutations(CqlText text) {
        this.text = text;
    }

    /** All changes of one library, always in the same order. */
    static List<Mutation> of(Library library, String cql) {
        Mutations mutations = new Mutations(new CqlText(cql));
        String name = String.valueOf(library.getIdentifier().getId());
        for (ExpressionDef define : library.getStatements().getDef()) {
            ElmPlaces.below(define, (above, place) -> mutations.visit(name, define, above, place));
        }
        return List.copyOf(mutations.found);
    }

    private void visit(String library, ExpressionDef define, Object above, ElmPlaces.Place place) {
        Expression here = place.expression();
        if (here instanceof Literal literal && isNumber(literal)) {
            add(library, define, Mutation.Change.PLUS, place, stepped(literal, 1));
            add(library, define, Mutation.Change.MINUS, place, stepped(literal, -1));
        }
        if (here instanceof Not not) {
            add(library, define, Mutation.Change.NEGATE, place, not.getOperand());
        }
        if (here instanceof Exists && !(above instanceof Not)) {
            Not not = new Not();
            not.setOperand(here);
            add(library, define, Mutation.Change.NEGATE, place, not);
        }
        if (above instanceof And && !(here instanceof And)) {
            add(library, define, Mutation.Change.DROP, place, truth(true));
        }
        if (above instanceof Or && !(here instanceof Or)) {
            add(library, define, Mutation.Change.DROP, place, truth(false));
        }
        if (above instanceof Query && place.role().equals("where") && !(here instanceof And)) {
            add(library, define, Mutation.Change.DROP, place, truth(true));
        }
    }

    private void add(
            String library,
            ExpressionDef define,
            Mutation.Change change,
            ElmPlaces.Place place,
            Expression replacement) {
        String words = text.at(String.valueOf(place.located().getLocator()));
        String part = place.located() == place.expression()
                ? words
                : words + " [" + place.expression().getClass().getSimpleName() + "]";
        found.add(new Mutation(
                library,
                String.valueOf(define.getName()),
                define instanceof FunctionDef,
                change,
                part,
                place,
                replacement));
    }

    private static boolean isNumber(Literal literal) {
        String type = String.valueOf(literal.getValueType());
        return type.endsWith("Integer") || type.endsWith("Decimal");
    }

    private static Literal stepped(Literal literal, int direction) {
        boolean decimal = String.valueOf(literal.getValueType()).endsWith("Decimal");
        BigDecimal step = new BigDecimal(decimal ? "0.1" : "1").multiply(BigDecimal.valueOf(direction));
        Literal other = new Literal();
        other.setValueType(literal.getValueType());
        other.setValue(
                new BigDecimal(String.valueOf(literal.getValue())).add(step).toPlainString());
        return other;
    }

    private static Literal truth(boolean value) {
        Literal literal = new Literal();
        literal.setValueType(new QName(TYPES, "Boolean"));
        literal.setValue(String.valueOf(value));
        return literal;
    }
}
