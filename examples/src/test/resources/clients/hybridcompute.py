"""The vendor's client for Python and its pipeline, against the emulator that the environment names. Prints what it found."""

import json
import os
import time

from azure.core import PipelineClient
from azure.core.credentials import AccessToken
from azure.core.pipeline.policies import BearerTokenCredentialPolicy, RetryPolicy
from azure.core.rest import HttpRequest
from azure.mgmt.hybridcompute import HybridComputeManagementClient

folder = os.environ["ARCCONNECT_EMULATOR"]
authority = os.path.join(folder, "ca.pem")
group = "rg-emulator"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


arm = json.loads(read(os.environ["ARCCONNECT_CLOUD"]))["resourceManager"]
subscription = os.environ["AZURE_SUBSCRIPTION_ID"]


class TokenFile:
    """A credential without azure.identity."""

    def get_token(self, *scopes, **options):
        return AccessToken(read(os.environ["ARCCONNECT_TOKEN_FILE"]).strip(), int(time.time()) + 3600)


client = HybridComputeManagementClient(
    TokenFile(), subscription_id=subscription, base_url=arm, connection_verify=authority
)
machines = sorted(machine.name for machine in client.machines.list_by_resource_group(group))
machine = client.machines.get(group, "win-01")
print("machines", ",".join(machines), machine.status, machine.os_name)

extension = client.machine_extensions.begin_create_or_update(
    group,
    "win-01",
    "WindowsOpenSSH",
    {
        "location": machine.location,
        "properties": {
            "publisher": "Microsoft.Azure.OpenSSH",
            "type": "WindowsOpenSSH",
            "autoUpgradeMinorVersion": False,
            "settings": {},
        },
    },
).result()
print("installed", extension.name, extension.provisioning_state)
print("listed", ",".join(each.name for each in client.machine_extensions.list(group, "win-01")))
client.machine_extensions.begin_delete(group, "win-01", "WindowsOpenSSH").result()
print("left", len(list(client.machine_extensions.list(group, "win-01"))))

policies = [RetryPolicy(), BearerTokenCredentialPolicy(TokenFile(), "https://management.azure.com/.default")]
endpoint = machine.id + "/providers/Microsoft.HybridConnectivity/endpoints/default"
with PipelineClient(arm, policies=policies, connection_verify=authority) as pipeline:

    def send(method, path, body=None, query=""):
        request = HttpRequest(method, arm.rstrip("/") + path + "?api-version=2023-03-15" + query, json=body)
        return pipeline.send_request(request)

    def credentials():
        return send("POST", endpoint + "/listCredentials", {"serviceName": "SSH"}, "&expiresin=3600")

    print("before", credentials().status_code)
    print("endpoint", send("PUT", endpoint, {"properties": {"type": "default"}}).status_code)
    print("without", credentials().status_code)
    service = {"properties": {"serviceName": "SSH", "port": 22}}
    print("service", send("PUT", endpoint + "/serviceConfigurations/SSH", service).status_code)
    issued = [credentials().json()["relay"] for _ in range(2)]
    print("relay", *sorted(issued[0]))
    print("another", issued[0]["hybridConnectionName"] != issued[1]["hybridConnectionName"])
    refused = send("POST", endpoint + "/listManagedProxyDetails", {"service": "127.0.0.1:65035"})
    print("refused", refused.status_code, refused.json()["error"]["code"])
