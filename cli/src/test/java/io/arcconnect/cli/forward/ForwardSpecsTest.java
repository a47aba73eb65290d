package io.arcconnect.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.cli.forward.ForwardSpec.Here;
import io.arcconnect.cli.forward.ForwardSpec.There;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardSpecsTest {

    @Test
    void local_whenItIsOpenSshs_thenTheSame() {
        assertThat(here("8080:localhost:80")).isEqualTo("L 8080 localhost:80");
        assertThat(here("localhost:0:db:5432")).isEqualTo("L 0 db:5432");
        assertThat(here("127.0.0.1:1:[::1]:2")).isEqualTo("L 1 ::1:2");
        assertThat(here("0:/run/docker.sock")).isEqualTo("L 0 /run/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "80:x",
                ":80:x:1",
                "*:80:x:1",
                "0.0.0.0:80:x:1",
                "[::1]:80:x:1",
                "/a/b:x:80",
                "/a:/b",
                "80:x:0",
                "80:x:65536",
                "x:80:y",
                "80::1",
                "1:2:3:4:5",
                "[::1:80:x:1"
            })
    void local_whenItIsNot_thenRefused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSpecs.local(typed));
    }

    @Test
    void socks_whenAPortIsGiven_thenOnLoopback() {
        assertThat(((Here) ForwardSpecs.socks("1080")).port()).isEqualTo(1080);
        assertThat(((Here) ForwardSpecs.socks("localhost:0")).letter()).isEqualTo('D');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForwardSpecs.socks("*:1080"))
                .withMessageContaining("127.0.0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSpecs.socks("a:b:c"));
    }

    @Test
    void remote_whenItIsOpenSshs_thenTheSame() {
        There port = (There) ForwardSpecs.remote("0:localhost:3000");

        assertThat(port.host() + " " + port.port()).isEqualTo("localhost 3000");
        assertThat(((There) ForwardSpecs.remote("/tmp/s:localhost:1")).port()).isEqualTo(1);
        assertThat(((There) ForwardSpecs.remote("*:80:localhost:1")).port()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSpecs.remote("80"));
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSpecs.remote("80:/tmp/s"));
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSpecs.remote("80:localhost:0"));
    }

    private static String here(String typed) {
        Here here = (Here) ForwardSpecs.local(typed);
        return here.letter() + " " + here.port() + " " + here.target();
    }
}
