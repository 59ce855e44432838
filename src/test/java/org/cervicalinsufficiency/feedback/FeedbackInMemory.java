package org.cervicalinsufficiency.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A store for tests without a database: it keeps what it is given and knows no card. */
public final class FeedbackInMemory implements FeedbackStore {

    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    /** Everything that was kept since the last call. */
    public List<Kept> taken() {
        List<Kept> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }

    /** Whether the store fails from now on. */
    public void breakDown(boolean now) {
        broken.set(now);
    }

    @Override
    public List<Kept> keep(Sender sender, List<FeedbackItem> items, Consumer<List<Kept>> before) {
        if (broken.get()) {
            throw new FeedbackNotKept("broken for a test");
        }
        List<Kept> now = new ArrayList<>();
        items.forEach(item -> now.add(new Kept(item, false, Optional.empty())));
        before.accept(now);
        kept.addAll(now);
        return now;
    }
}
