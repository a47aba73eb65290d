package portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.ssh.ExitStatus;
import java.nio.ByteBuffer;

/** What a browser's terminal gets: binary frames are for the screen, text frames are JSON. */
sealed interface ToBrowser {

    record Screen(ByteBuffer bytes) implements ToBrowser {}

    /**
     * @param end how the terminal has ended, as a sentence
     * @param error the reason code, where it has failed
     * @param closing in how many seconds the portal will end the terminal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Notice(String end, String error, Long closing) implements ToBrowser {

        static Notice closing(long seconds) {
            return new Notice(null, null, seconds);
        }

        static Notice ended(ExitStatus exit) {
            return new Notice("The shell has ended with " + exit + ".", null, null);
        }

        static Notice failed(Throwable failure) {
            String code = failure instanceof ArcConnectException known
                    ? known.reason().code()
                    : "portal";
            return new Notice(failure.getMessage(), code, null);
        }
    }

    /** {@return whether nothing comes after this} */
    default boolean isLast() {
        return this instanceof Notice notice && notice.closing() == null;
    }
}
