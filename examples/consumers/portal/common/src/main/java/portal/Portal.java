package portal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** An operations portal: commands and terminals on Azure Arc machines, in a browser. */
@SpringBootApplication
@EnableConfigurationProperties(PortalSettings.class)
public class Portal {

    public static void main(String[] args) {
        SpringApplication.run(Portal.class, args);
    }
}
