package io.arcconnect.testkit.internal;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registrations of resource providers. Registered, unless said otherwise. */
public final class Providers {

    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();

    private static final class Registration {
        private boolean asked;
        private int looksLeft;

        Registration(int looks) {
            this.looksLeft = looks;
        }
    }

    /**
     * Takes a registration away.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @param looks how many looks say {@code Registering} once somebody has asked for it
     */
    public void remove(String namespace, int looks) {
        registrations.put(key(namespace), new Registration(looks));
    }

    /**
     * Asks for a registration.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     */
    public void register(String namespace) {
        registrations.computeIfPresent(key(namespace), (key, registration) -> {
            registration.asked = true;
            return registration;
        });
    }

    /**
     * Says the state without looking.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @return {@code Registered}, {@code Registering} or {@code NotRegistered}
     */
    public String state(String namespace) {
        Registration registration = registrations.get(key(namespace));
        if (registration == null) {
            return "Registered";
        }
        synchronized (registration) {
            return registration.asked ? registration.looksLeft > 0 ? "Registering" : "Registered" : "NotRegistered";
        }
    }

    /**
     * Looks: time passes for a registration that was asked for.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @return the state
     */
    public String look(String namespace) {
        String state = state(namespace);
        registrations.computeIfPresent(key(namespace), (key, registration) -> {
            synchronized (registration) {
                registration.looksLeft -= registration.asked ? 1 : 0;
            }
            return registration;
        });
        return state;
    }

    private static String key(String namespace) {
        return namespace.toLowerCase(Locale.ROOT);
    }
}
