package io.arcconnect.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rooms of ssh-transport: who may use whom, and what is seen of them from outside. */
@AnalyzeClasses(packages = "io.arcconnect", importOptions = OurModules.class)
class SshRoomsTest {

    private static final String FACE = "io.arcconnect.ssh";
    private static final String ROOMS = FACE + ".internal";
    private static final String MINA = "org.apache.sshd..";

    /** Each room, and those that it may use beside what users see. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("session", Set.of("channel", "connection", "exec", "ground", "hostkeys", "login")),
            Map.entry("exec", Set.of("channel", "clixml", "connection", "ground", "shell")),
            Map.entry("channel", Set.of("connection", "ground")),
            Map.entry("connection", Set.of("cipher", "hostkeys", "keys", "knownhosts", "login", "wire")),
            Map.entry("login", Set.of("agent", "keys", "wire")),
            Map.entry("hostkeys", Set.of("keys", "knownhosts")),
            Map.entry("keys", Set.of("wire")),
            Map.entry("agent", Set.of("wire")),
            Map.entry("files", Set.of("ground", "scp", "sftp")),
            Map.entry("forward", Set.of("socks")),
            Map.entry("terminal", Set.of("recording")),
            Map.entry("pool", Set.of("ground")),
            Map.entry("ground", Set.of()),
            Map.entry("cipher", Set.of()),
            Map.entry("clixml", Set.of()),
            Map.entry("knownhosts", Set.of()),
            Map.entry("recording", Set.of()),
            Map.entry("scp", Set.of()),
            Map.entry("sftp", Set.of()),
            Map.entry("shell", Set.of()),
            Map.entry("socks", Set.of()),
            Map.entry("wire", Set.of()));

    @ArchTest
    static final ArchRule roomsAreForSshOnly = noClasses()
            .that()
            .resideOutsideOfPackage(FACE + "..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOMS + ".."));

    @ArchTest
    static final ArchRule theFaceNamesNoRoom =
            classes().that().resideInAPackage(FACE).and().arePublic().should(nameInWhatUsersSeeNothingFrom(ROOMS));

    @ArchTest
    static final ArchRule minaIsInFiveRooms = noClasses()
            .that()
            .resideInAPackage(FACE + "..")
            .and()
            .resideOutsideOfPackages(rooms("session", "exec", "channel", "connection", "keys"))
            .should()
            .dependOnClassesThat(resideInAPackage(MINA));

    @ArchTest
    static final ArchRule protocolsKnowNoFace = noClasses()
            .that()
            .resideInAnyPackage(rooms(
                    "agent", "cipher", "clixml", "knownhosts", "recording", "scp", "sftp", "shell", "socks", "wire"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(FACE));

    @ArchTest
    static void rooms_whenTheyUseEachOther_thenAsTheTableSays(JavaClasses all) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : all) {
            if (type.getPackageName().startsWith(ROOMS)) {
                Set<String> rooms = used.computeIfAbsent(room(type), any -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(other -> other.getPackageName().startsWith(ROOMS))
                        .map(SshRoomsTest::room)
                        .filter(other -> !other.equals(room(type)))
                        .forEach(rooms::add);
            }
        }

        assertThat(used).containsExactlyInAnyOrderEntriesOf(MAY_USE);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOMS.length() + 1);
    }

    private static String[] rooms(String... names) {
        return Stream.of(names).map(name -> ROOMS + "." + name).toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> nameInWhatUsersSeeNothingFrom(String place) {
        return new ArchCondition<>("name nothing from " + place + " in what users see") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaType> named = new HashSet<>(type.getInterfaces());
                type.getSuperclass().ifPresent(named::add);
                type.getCodeUnits().stream().filter(SshRoomsTest::isSeen).forEach(each -> {
                    named.addAll(each.getParameterTypes());
                    named.add(each.getReturnType());
                });
                type.getFields().stream()
                        .filter(SshRoomsTest::isSeen)
                        .map(JavaField::getType)
                        .forEach(named::add);
                named.stream()
                        .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                        .filter(each -> each.getPackageName().startsWith(place))
                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " shows " + each.getName() + " to users")));
            }
        };
    }

    private static boolean isSeen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
