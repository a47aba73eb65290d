package portal;

import com.azure.core.credential.TokenCredential;

/** Who a signed-in person is to Azure. The roles of that credential say what the person may do, not those of the portal. */
@FunctionalInterface
public interface Credentials {

    /** {@return whoever asks Azure for this person; it keeps and renews its tokens itself} */
    TokenCredential of(String person);
}
