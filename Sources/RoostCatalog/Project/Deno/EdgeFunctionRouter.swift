/// The program that serves the functions of a Supabase project. Each function calls `Deno.serve`; here that only says what
/// to call.
enum EdgeFunctionRouter {
  /// `names` are plain words.
  static func text(for names: [String]) -> String {
    let lines = names.map { "  [\"\($0)\", () => import(\"../supabase/functions/\($0)/index.ts\")]," }
    return head + lines.joined(separator: "\n") + tail
  }

  private static let head = """
    // Made by Roost: serves the functions of supabase/functions at /NAME and at /functions/v1/NAME.
    // deno-lint-ignore-file no-explicit-any
    type Handler = (request: Request, info: any) => Response | Promise<Response>;

    const functions: [string, () => Promise<any>][] = [

    """

  private static let tail = #"""

    ];

    const handlers = new Map<string, Handler>();
    const serve = Deno.serve;
    for (const [name, load] of functions) {
      let handler: Handler | undefined;
      const take = (...words: any[]) => {
        handler = words.find((word) => typeof word === "function") ??
          words.find((word) => typeof word?.handler === "function")?.handler;
        const addr = { transport: "tcp", hostname: "127.0.0.1", port: 0 };
        return { addr, finished: new Promise(() => {}), shutdown: async () => {}, ref() {}, unref() {} };
      };
      Object.defineProperty(Deno, "serve", { value: take, configurable: true, writable: true });
      try {
        const exported = (await load()).default;
        handler ??= typeof exported === "function" ? exported : exported?.fetch?.bind(exported);
        if (handler) handlers.set(name, handler);
        else console.error(`function ${name}: it neither calls Deno.serve nor exports a handler`);
      } catch (error) {
        console.error(`function ${name}: it cannot be loaded:`, error);
      }
    }
    Object.defineProperty(Deno, "serve", { value: serve, configurable: true, writable: true });

    const names = new Set(functions.map(([name]) => name));
    const answer = (status: number, code: string, message: string) =>
      Response.json({ code, message }, { status });

    serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 3000) }, async (request, info) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith("/functions/v1/")) url.pathname = url.pathname.slice("/functions/v1".length);
      const name = url.pathname.split("/")[1];
      if (!names.has(name)) return answer(404, "NOT_FOUND", "Requested function was not found");
      const handler = handlers.get(name);
      if (!handler) return answer(503, "BOOT_ERROR", "Function failed to start (please check logs)");
      try {
        return await handler(url.href === request.url ? request : new Request(url, request), info);
      } catch (error) {
        console.error(`function ${name}:`, error);
        return answer(500, "WORKER_ERROR", "Function exited due to an error (please check logs)");
      }
    });

    """#
}
