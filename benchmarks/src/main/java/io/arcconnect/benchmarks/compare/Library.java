package io.arcconnect.benchmarks.compare;

/** What runs in a {@link Worker}. */
enum Library {
    ARC {
        @Override
        Client client(Site site) throws Exception {
            return new ArcClient(site, false);
        }
    },
    ARC_LOOP {
        @Override
        Client client(Site site) throws Exception {
            return new ArcClient(site, true);
        }
    };

    abstract Client client(Site site) throws Exception;
}
