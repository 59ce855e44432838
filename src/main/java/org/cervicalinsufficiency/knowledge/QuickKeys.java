package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import org.cqframework.cql.elm.visiting.BaseElmLibraryVisitor;
import org.hl7.elm.r1.Element;
import org.hl7.elm.r1.FunctionRef;

/**
 * The engine remembers which function a call means by the call itself, as the key of a hash map; the hash of a call is
 * worked out over everything below it, each time anew. Here the arguments and the signature of each call of a function
 * get a hash of their own, since two calls at different places need not share what is remembered.
 */
final class QuickKeys extends BaseElmLibraryVisitor<Boolean, Boolean> {

    /** A list that equals itself only. */
    private static final class OwnList<T> extends ArrayList<T> {

        private static final long serialVersionUID = 1L;

        OwnList(Collection<? extends T> elements) {
            super(elements);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Override
    protected Boolean defaultResult(Element elm, Boolean context) {
        return context;
    }

    @Override
    public Boolean visitFunctionRef(FunctionRef elm, Boolean context) {
        Boolean visited = super.visitFunctionRef(elm, context);
        elm.setOperand(new OwnList<>(elm.getOperand()));
        elm.setSignature(new OwnList<>(elm.getSignature()));
        return visited;
    }
}
