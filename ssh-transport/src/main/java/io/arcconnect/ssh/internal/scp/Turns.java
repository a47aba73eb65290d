package io.arcconnect.ssh.internal.scp;

/** Is told whose turn it is: this computer's, whose disk may be slow, or the machine's, which is waited for. */
public interface Turns {

    /** What the machine has sent is being dealt with, or what it will be sent is being read. */
    void ours();

    /** Whatever comes next comes from the machine. */
    void theirs();
}
