package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreeRdpArgumentsTest {

    private final RdpFile file = RdpFileTest.file(Optional.of("CONTOSO\\ada"));

    @Test
    void arguments_whenATunnelsOwn_thenAddressUserAndNothingOfThisComputer() {
        assertThat(file.freeRdpArguments())
                .containsExactly("/v:127.0.0.1:50123", "/u:CONTOSO\\ada", "-clipboard", "+auto-reconnect");
    }

    @Test
    void arguments_whenNobody_thenNoUser() {
        assertThat(RdpFileTest.file(Optional.empty()).freeRdpArguments())
                .noneMatch(argument -> argument.startsWith("/u"));
    }

    @Test
    void arguments_whenTheCertificateIsSkippedOrRequired_thenSo() {
        assertThat(file.withCertificateCheck(CertificateCheck.NOT_CHECKED).freeRdpArguments())
                .contains("/cert:ignore");
        assertThat(file.withCertificateCheck(CertificateCheck.REQUIRED).freeRdpArguments())
                .contains("/cert:deny");
    }

    @Test
    void arguments_whenEverythingIsShown_thenWhatFreeRdpHasASwitchFor() {
        assertThat(file.withRedirections(RdpRedirection.values()).freeRdpArguments())
                .contains("+clipboard", "+drives", "/printer", "/smartcard", "/microphone", "/sound", "/usb:auto");
    }

    @Test
    void arguments_whenDisplayed_thenSo() {
        assertThat(file.withDisplay(RdpDisplay.window(800, 600)).freeRdpArguments())
                .contains("/size:800x600", "/dynamic-resolution")
                .doesNotContain("/f", "/multimon");
        assertThat(file.withDisplay(RdpDisplay.monitors(1, 0).scaled()).freeRdpArguments())
                .contains("/f", "/multimon", "/monitors:1,0", "/smart-sizing")
                .doesNotContain("/dynamic-resolution");
    }

    @Test
    void arguments_whenAFileHasOtherThingsInPlaceOfNumbers_thenTheyAreNotPassedOn() {
        RdpFile odd =
                RdpFile.parse("full address:s:h\nselectedmonitors:s:1 /p:x\ndesktopwidth:i:1e3\ndesktopheight:i:5\n");

        assertThat(odd.freeRdpArguments()).containsExactly("/v:h", "-clipboard");
    }

    @Test
    void arguments_whenAFileHasADomainOfItsOwn_thenItIsPassedOn() {
        RdpFile file = RdpFile.parse("full address:s:h\nusername:s:ada\ndomain:s:CONTOSO\n");

        assertThat(file.freeRdpArguments()).containsExactly("/v:h", "/u:ada", "/d:CONTOSO", "-clipboard");
    }

    @Test
    void arguments_whenAFileNamesSomeDevices_thenTheyDoNotBecomeAllOfThem() {
        RdpFile some =
                RdpFile.parse("full address:s:h\ndrivestoredirect:s:C:\\;\nusbdevicestoredirect:s:USB\\VID_04A9\n");

        assertThat(some.redirections()).containsExactlyInAnyOrder(RdpRedirection.DRIVES, RdpRedirection.USB_DEVICES);
        assertThat(some.freeRdpArguments()).containsExactly("/v:h", "-clipboard");
    }
}
