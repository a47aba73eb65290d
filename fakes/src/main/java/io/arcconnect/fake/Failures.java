package io.arcconnect.fake;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.ssh.ForwardReason;
import io.arcconnect.ssh.ScpException;
import io.arcconnect.ssh.ScpReason;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;

/** The exception that the library would throw for a reason. Pure. */
final class Failures {

    private Failures() {}

    static ArcConnectException because(ErrorReason reason, Stage stage, MachineId machine, String detail) {
        return of(Failure.of(reason, stage, detail).on(machine));
    }

    static ArcConnectException of(Failure failure) {
        ErrorReason reason = failure.reason();
        if (reason instanceof SshReason || reason instanceof ForwardReason) {
            return new SshException(failure);
        }
        if (reason instanceof SftpReason) {
            return new SftpException(failure);
        }
        if (reason instanceof ScpReason) {
            return new ScpException(failure);
        }
        if (reason instanceof RdpReason) {
            return new RdpException(failure);
        }
        return reason instanceof ArcReason ? ofCore(failure) : new ProtocolException(failure);
    }

    private static ArcConnectException ofCore(Failure failure) {
        String code = failure.reason().code();
        return switch (code.substring(0, code.indexOf('.'))) {
            case "arm", "service" -> new ControlPlaneException(failure);
            case "provisioning", "run_command" -> new ProvisioningException(failure);
            case "relay" -> new RelayException(failure);
            default -> new ProtocolException(failure);
        };
    }
}
