package io.arcconnect.cli;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The reference of the commands says what the commands say. */
class CommandsPageTest {

    private static final String PAGE = "docs/commands.md";
    private static final String MARK =
            "<!-- From here on made from the commands themselves; see CommandsPageTest. -->\n";

    @Test
    void page_whenTheCommandsChange_thenItIsRenewed() throws IOException {
        String page = Files.readString(Renewed.project().resolve(PAGE));
        String writtenByHand = page.substring(0, page.indexOf(MARK) + MARK.length());

        Renewed.compare(PAGE, writtenByHand + CommandsPage.of(WholeCommand.create()));
    }
}
