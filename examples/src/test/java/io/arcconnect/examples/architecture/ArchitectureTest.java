package io.arcconnect.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may depend on whom, in the words of docs/architecture.md. */
@AnalyzeClasses(packages = "io.arcconnect", importOptions = OurModules.class)
class ArchitectureTest {

    private static final String[] JDK = {"java..", "javax.."};
    private static final String[] NETTY = {"io.netty..", "reactor.netty.."};
    private static final String MINA = "org.apache.sshd..";
    private static final String AZURE = "com.azure..";
    private static final String MSAL = "com.microsoft.aad.msal4j..";
    private static final String NETTY_CLIENT = "reactor.netty.http.client.HttpClient";

    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage(
            "io.arcconnect",
            "io.arcconnect.model..",
            "io.arcconnect.error..",
            "io.arcconnect.spi..",
            "io.arcconnect.tunnel..",
            "io.arcconnect.internal..");
    private static final DescribedPredicate<JavaClass> INTERNALS_OF_CORE = resideInAPackage("io.arcconnect.internal..");
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.arcconnect..");

    private static final DescribedPredicate<JavaClass> NETTY_OR_MINA =
            resideInAnyPackage("io.netty..", "reactor.netty..", MINA);

    // Modules.

    @ArchTest
    static final ArchRule coreDependsOnNoOtherModule =
            noClasses().that(CORE).should().dependOnClassesThat(OURS.and(not(CORE)));

    @ArchTest
    static final ArchRule sshDependsOnCoreOnly = module("io.arcconnect.ssh..");

    @ArchTest
    static final ArchRule entraDependsOnCoreAndTheFaceOfSshOnly = noClasses()
            .that()
            .resideInAPackage("io.arcconnect.entra..")
            .should()
            .dependOnClassesThat(
                    OURS.and(not(CORE)).and(not(resideInAnyPackage("io.arcconnect.entra..", "io.arcconnect.ssh"))));

    @ArchTest
    static final ArchRule rdpDependsOnCoreOnly = module("io.arcconnect.rdp..");

    @ArchTest
    static final ArchRule micrometerDependsOnCoreOnly = module("io.arcconnect.micrometer..");

    @ArchTest
    static final ArchRule testkitDependsOnCoreOnly = module("io.arcconnect.testkit..");

    @ArchTest
    static final ArchRule fakesDependOnWhatUsersSee = noClasses()
            .that()
            .resideInAPackage("io.arcconnect.fake..")
            .should()
            .dependOnClassesThat(OURS.and(not(CORE))
                    .and(not(resideInAnyPackage(
                            "io.arcconnect.fake..",
                            "io.arcconnect.testkit",
                            "io.arcconnect.testkit.contract",
                            "io.arcconnect.ssh",
                            "io.arcconnect.rdp"))));

    @ArchTest
    static final ArchRule internalsOfCoreStayInCore =
            noClasses().that(not(CORE)).should().dependOnClassesThat(INTERNALS_OF_CORE);

    @ArchTest
    static final ArchRule internalsOfTheTestkitStayInTheTestkit = noClasses()
            .that()
            .resideOutsideOfPackage("io.arcconnect.testkit..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.arcconnect.testkit.internal.."));

    // Inside core, imports point down only.

    @ArchTest
    static final ArchRule modelKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.arcconnect.model..")
            .should()
            .onlyDependOnClassesThat(anyOf(JDK, "io.arcconnect.model..", "org.jspecify.."));

    @ArchTest
    static final ArchRule errorsKnowTheModelOnly = classes()
            .that()
            .resideInAPackage("io.arcconnect.error..")
            .should()
            .onlyDependOnClassesThat(anyOf(JDK, "io.arcconnect.error..", "io.arcconnect.model..", "org.jspecify.."));

    @ArchTest
    static final ArchRule portsKnowReactorOnly = classes()
            .that()
            .resideInAPackage("io.arcconnect.spi..")
            .should()
            .onlyDependOnClassesThat(anyOf(
                    JDK,
                    "io.arcconnect.spi..",
                    "io.arcconnect.error..",
                    "io.arcconnect.model..",
                    "org.jspecify..",
                    "org.reactivestreams..",
                    "reactor.core..",
                    "reactor.util.."));

    @ArchTest
    static final ArchRule internalsDoNotKnowTheRoot = noClasses()
            .that(INTERNALS_OF_CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.arcconnect", "io.arcconnect.tunnel.."));

    @ArchTest
    static final ArchRule tunnelsKnowThePortsAndNotTheRoot = noClasses()
            .that()
            .resideInAPackage("io.arcconnect.tunnel..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.arcconnect")
                    .or(INTERNALS_OF_CORE.and(not(
                            resideInAnyPackage("io.arcconnect.internal.access..", "io.arcconnect.internal.limit..")))));

    // Libraries.

    @ArchTest
    static final ArchRule azureIsForTheRootAndTheControlPlane = noClasses()
            .that(CORE.and(not(resideInAnyPackage("io.arcconnect", "io.arcconnect.internal.arm.."))))
            .should()
            .dependOnClassesThat(resideInAPackage(AZURE));

    @ArchTest
    static final ArchRule sshAndRdpDoNotKnowAzure = noClasses()
            .that()
            .resideInAnyPackage("io.arcconnect.ssh..", "io.arcconnect.rdp..")
            .should()
            .dependOnClassesThat(resideInAPackage(AZURE));

    @ArchTest
    static final ArchRule azureIdentityIsForExamples = noClasses()
            .that()
            .resideOutsideOfPackages("io.arcconnect.examples..", "io.arcconnect.cli..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.azure.identity.."));

    /** The root hands reactor-netty's client from internal.net to azure-core's adapter and never looks inside. */
    @ArchTest
    static final ArchRule nettyIsForTheRelayAndTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.arcconnect.internal.relay..",
                    "io.arcconnect.internal.net..",
                    "io.arcconnect.testkit.internal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(NETTY).and(not(name(NETTY_CLIENT))));

    @ArchTest
    static final ArchRule theClientIsHandedOverByTheRootToTheControlPlane = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.arcconnect",
                    "io.arcconnect.internal.arm..",
                    "io.arcconnect.internal.relay..",
                    "io.arcconnect.internal.net..",
                    "io.arcconnect.testkit.internal..")
            .should()
            .dependOnClassesThat(name(NETTY_CLIENT));

    @ArchTest
    static final ArchRule minaIsForSshAndTheEmulator = noClasses()
            .that()
            .resideOutsideOfPackages("io.arcconnect.ssh..", "io.arcconnect.testkit.internal..")
            .should()
            .dependOnClassesThat(resideInAPackage(MINA));

    @ArchTest
    static final ArchRule publicMethodsReturnNoNettyAndNoMina =
            noMethods().that(arePublicToUsers()).should().haveRawReturnType(NETTY_OR_MINA);

    @ArchTest
    static final ArchRule publicMethodsTakeNoNettyAndNoMina =
            noMethods().that(arePublicToUsers()).should().haveRawParameterTypes(anyElementThat(NETTY_OR_MINA));

    @ArchTest
    static final ArchRule micrometerIsForItsModuleAndExamples = noClasses()
            .that()
            .resideOutsideOfPackages("io.arcconnect.micrometer..", "io.arcconnect.examples..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.micrometer.."));

    @ArchTest
    static final ArchRule msalIsForEntra = noClasses()
            .that()
            .resideOutsideOfPackage("io.arcconnect.entra..")
            .should()
            .dependOnClassesThat(resideInAPackage(MSAL));

    @ArchTest
    static final ArchRule msalIsBehindTheFaceOfEntra = noClasses()
            .that()
            .resideInAPackage("io.arcconnect.entra..")
            .and()
            .arePublic()
            .should()
            .dependOnClassesThat(resideInAPackage(MSAL));

    @ArchTest
    static final ArchRule noWireMockInTheTestkit = noClasses()
            .that(OURS)
            .should()
            .dependOnClassesThat(resideInAnyPackage("wiremock..", "com.github.tomakehurst.."));

    private static ArchRule module(String itself) {
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(OURS.and(not(CORE)).and(not(resideInAPackage(itself))));
    }

    private static DescribedPredicate<JavaMethod> arePublicToUsers() {
        DescribedPredicate<JavaClass> internal = resideInAnyPackage(
                "io.arcconnect.internal..", "io.arcconnect.ssh.internal..", "io.arcconnect.testkit.internal..");
        return DescribedPredicate.describe(
                "are public to users",
                method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && !internal.test(method.getOwner()));
    }

    private static DescribedPredicate<JavaClass> anyOf(String[] some, String... more) {
        return resideInAnyPackage(some).or(resideInAnyPackage(more));
    }
}
