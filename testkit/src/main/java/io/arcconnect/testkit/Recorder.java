package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.Journal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what reached an emulator. */
final class Recorder implements Journal {

    private static final String REQUEST_ID = "x-ms-client-request-id";

    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<RecordedDial> dials = new CopyOnWriteArrayList<>();

    @Override
    public void request(RecordedRequest request) {
        requests.add(request);
    }

    @Override
    public void dial(RecordedDial dial) {
        dials.add(dial);
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    List<RecordedDial> dials() {
        return List.copyOf(dials);
    }

    /** A client of the Azure SDK gives each call an id and keeps it when it tries again. */
    List<RecordedRequest> retries() {
        Set<String> seen = new HashSet<>();
        return requests.stream()
                .filter(request -> request.headers().containsKey(REQUEST_ID))
                .filter(request -> !seen.add(request.headers().get(REQUEST_ID)))
                .toList();
    }

    /** Those of one resource and what is below it. */
    List<RecordedRequest> requests(String resourceId) {
        String whole = resourceId.toLowerCase(Locale.ROOT);
        return requests.stream()
                .filter(request -> {
                    String path = request.path().toLowerCase(Locale.ROOT);
                    return path.equals(whole) || path.startsWith(whole + "/");
                })
                .toList();
    }
}
