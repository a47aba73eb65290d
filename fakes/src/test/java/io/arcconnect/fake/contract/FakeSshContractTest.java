package io.arcconnect.fake.contract;

import io.arcconnect.fake.FakeSsh;
import io.arcconnect.fake.ScriptedSsh;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.FakeMachine;

/** A script under the contract of the sessions that it stands for. */
class FakeSshContractTest implements SshSessionContract {

    private final ScriptedSsh ssh = FakeSsh.on(HELLO)
            .returns(0, "hello\n")
            .on(FAILING)
            .returns(3, "out\n", "err\n")
            .on(COPYING)
            .pipes(input -> input)
            .on(SLEEPING)
            .hangs();

    @Override
    public SshSession open() {
        return ssh.session(FakeMachine.named("web-01").id());
    }
}
