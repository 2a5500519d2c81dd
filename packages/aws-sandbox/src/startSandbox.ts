import { SandboxServer } from './http/server';
import { createSandbox, Sandbox, SandboxOptions } from './sandbox';

export interface StartOptions extends SandboxOptions {
  /** 0, the default, for any that is free. */
  port?: number;
  /** Address to listen on; loopback by default. */
  host?: string;
}

export interface RunningSandbox {
  /** What goes into the SDK's `endpoint`: `http://127.0.0.1:7010`. */
  url: string;
  sandbox: Sandbox;
  /** Stops it; connections that are open are cut. */
  close(): Promise<void>;
}

/** A sandbox that listens. Rejects with node's error (`code` EADDRINUSE) where the port is taken. */
export async function startSandbox(
  options: StartOptions = {},
): Promise<RunningSandbox> {
  const sandbox = await createSandbox(options);
  const server = SandboxServer.create(sandbox);
  const { url, close } = await server.listen(
    options.port ?? 0,
    options.host ?? '127.0.0.1',
  );
  return { url, sandbox, close };
}
