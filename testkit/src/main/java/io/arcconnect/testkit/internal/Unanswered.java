package io.arcconnect.testkit.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What clients asked for in vain: a test that passes on a refusal of the emulator's own proves nothing. */
public final class Unanswered {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    /**
     * Remembers a request, before it is refused.
     *
     * @param kind what is not emulated
     * @param request what was asked, without secrets
     * @return what to tell the client
     */
    public String add(NotEmulated kind, String request) {
        String text = kind.text(request);
        texts.add(text);
        return text;
    }

    /** {@return what was told, oldest first} */
    public List<String> texts() {
        return List.copyOf(texts);
    }
}
