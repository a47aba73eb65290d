package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.model.RunCommandSpec;

/**
 * Scripts that print a machine's public host keys between two marks, the last with their number: an answer that was cut off
 * shows. They read nothing but public halves, and change nothing.
 */
final class HostKeyScripts {

    static final String BEGIN = "arcconnect-host-keys-begin";
    static final String END = "arcconnect-host-keys-end";

    /**
     * The server's own word on which files it uses first, the usual places otherwise. The public half is made from the private
     * one where that can be read: a {@code .pub} file beside it may be an old one.
     */
    static final String LINUX = """
            PATH="$PATH:/usr/sbin:/usr/local/sbin:/sbin"
            files=$(sshd -T 2>/dev/null </dev/null | sed -n 's/^hostkey //p')
            [ -n "$files" ] || files=$(ls /etc/ssh/ssh_host_*_key 2>/dev/null)
            keys=$(printf '%%s\\n' "$files" | while IFS= read -r file; do
              [ -n "$file" ] || continue
              ssh-keygen -y -P '' -f "$file" 2>/dev/null </dev/null || head -n 1 "$file.pub" 2>/dev/null
            done | cut -d ' ' -f 1,2)
            if [ -z "$keys" ]; then
              keys=$(for file in /etc/dropbear/dropbear_*_host_key; do
                [ -r "$file" ] && dropbearkey -y -f "$file" 2>/dev/null | grep -E '^(ssh|ecdsa)-'
              done | cut -d ' ' -f 1,2)
            fi
            keys=$(printf '%%s\\n' "$keys" | grep . | sort -u)
            echo '%1$s'
            [ -z "$keys" ] || printf '%%s\\n' "$keys"
            echo "%2$s $(printf '%%s\\n' "$keys" | grep -c .)"
            exit 0
            """.formatted(BEGIN, END);

    /** Where the OpenSSH of Windows keeps them; its other places are a matter of its configuration. */
    static final String WINDOWS = """
            $ErrorActionPreference = 'SilentlyContinue'
            $directory = Join-Path $env:ProgramData 'ssh'
            $keys = @(Get-ChildItem -Path $directory -Filter 'ssh_host_*_key.pub' | ForEach-Object {
              ((Get-Content -TotalCount 1 -LiteralPath $_.FullName).Trim() -split ' +')[0..1] -join ' '
            } | Sort-Object -Unique)
            Write-Output '%1$s'
            $keys | ForEach-Object { Write-Output $_ }
            Write-Output ('%2$s ' + $keys.Count)
            exit 0
            """.formatted(BEGIN, END);

    private HostKeyScripts() {}

    static RunCommandSpec spec() {
        return RunCommandSpec.of(LINUX, WINDOWS);
    }
}
