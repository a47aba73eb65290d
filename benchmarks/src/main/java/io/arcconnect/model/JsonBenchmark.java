package io.arcconnect.model;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An answer of Azure as text becomes a map. */
@State(Scope.Thread)
public class JsonBenchmark {

    private final String text = """
            {"relay": {"namespaceName": "azgnrelay-northeurope-l1", "namespaceNameSuffix": "servicebus.windows.net",
             "hybridConnectionName": "microsoft.hybridcompute/machines/0123456789abcdef/1700000000000000000",
             "accessKey": "SharedAccessSignature sr=x&sig=y&se=1700000000&skn=z", "expiresOn": 1700000000,
             "serviceConfigurationToken": "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln"}}
            """;

    /**
     * Reads it.
     *
     * @return what it says
     */
    @Benchmark
    public Map<String, Object> read() {
        return JsonReading.object(text);
    }
}
