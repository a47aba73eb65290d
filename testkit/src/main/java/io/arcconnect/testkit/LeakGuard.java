package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.net.Leaks;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Netty reported a buffer that was dropped without being released:
 * {@code @ExtendWith(LeakGuard.class)}. Meanwhile Netty looks at every buffer, whatever the tier. A leak is reported when the
 * garbage collector finds it, so it may come from a class that ran before in the same JVM.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {

    /** For {@code @ExtendWith}. */
    public LeakGuard() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Leaks.watch();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getTestClass().map(Class::getEnclosingClass).isPresent()) {
            return;
        }
        List<String> leaks = Leaks.collect();
        Leaks.endWatch();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leaked: " + leaks);
        }
    }
}
