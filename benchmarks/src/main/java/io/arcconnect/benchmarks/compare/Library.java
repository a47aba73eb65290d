package io.arcconnect.benchmarks.compare;

/** What runs in a {@link Worker}. */
enum Library {
    ARC,
    ARC_LOOP,
    MINA,
    MINA_AES,
    SSHJ,
    JSCH;

    Client client(Site site) throws Exception {
        return switch (this) {
            case ARC -> new ArcClient(site, false);
            case ARC_LOOP -> new ArcClient(site, true);
            case MINA -> new MinaClient(site, false);
            case MINA_AES -> new MinaClient(site, true);
            case SSHJ -> new SshjClient(site);
            case JSCH -> new JschClient(site);
        };
    }
}
