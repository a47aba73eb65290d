package io.arcconnect.tunnel;

/** A policy that blocks nobody who asks it, so that those who may not connect take no thread from those who may. */
interface PromptAccess extends LocalAccess {}
