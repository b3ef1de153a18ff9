import RoostModel

/// What the build of a Node framework comes to.
struct FrameworkOutput {
  enum Form {
    case server(String)
    case files(String, singlePage: Bool)
  }

  var form: Form
  /// Lines of its settings that decided.
  var evidence: [Evidence] = []
  var variables: [String: String] = [:]
  /// Command lines after the build.
  var copies: [String] = []
  var warnings: [String] = []

  static func of(_ type: ProjectType, in project: ProjectInspection) throws(Problem) -> FrameworkOutput {
    switch type {
    case .nextjs: try next(project)
    case .nuxt: nuxt(project)
    case .remix: try remix(project)
    case .reactRouter: try reactRouter(project)
    case .sveltekit: svelte(project)
    case .tanstackStart: tanstack(project)
    default: try astro(project)
    }
  }

  private static func next(_ project: ProjectInspection) throws(Problem) -> FrameworkOutput {
    let output = try ConfigText.load("next.config", in: project.tree)?.text(of: "output")
    var found = FrameworkOutput(form: .server("next start -p $PORT -H 127.0.0.1"), evidence: output.map { [$0.evidence] } ?? [])
    found.variables["NEXT_TELEMETRY_DISABLED"] = "1"
    if output?.value == "export" { found.form = .files("out", singlePage: false) }
    if output?.value == "standalone" {
      found.form = .server("env HOSTNAME=127.0.0.1 node .next/standalone/server.js")
      found.copies = ["cp -r .next/static .next/standalone/.next/", "if [ -d public ]; then cp -r public .next/standalone/; fi"]
    }
    return found
  }

  private static func nuxt(_ project: ProjectInspection) -> FrameworkOutput {
    guard let build = project.package?.scripts["build"], build.value.contains("generate") else {
      return FrameworkOutput(form: .server("node .output/server/index.mjs"))
    }
    return FrameworkOutput(form: .files(".output/public", singlePage: false), evidence: [build.evidence])
  }

  private static func remix(_ project: ProjectInspection) throws(Problem) -> FrameworkOutput {
    guard let vite = try ConfigText.load("vite.config", in: project.tree) else {
      return FrameworkOutput(form: .server("remix-serve ./build/index.js"))
    }
    guard let pure = vite.line("ssr", isFalse: true) else {
      return FrameworkOutput(form: .server("remix-serve ./build/server/index.js"))
    }
    return FrameworkOutput(form: .files("build/client", singlePage: true), evidence: [pure])
  }

  private static func reactRouter(_ project: ProjectInspection) throws(Problem) -> FrameworkOutput {
    guard let pure = try ConfigText.load("react-router.config", in: project.tree)?.line("ssr", isFalse: true) else {
      return FrameworkOutput(form: .server("react-router-serve ./build/server/index.js"))
    }
    return FrameworkOutput(form: .files("build/client", singlePage: true), evidence: [pure])
  }

  /// Without an adapter that is stated, the automatic one makes a server when this variable is set.
  private static func svelte(_ project: ProjectInspection) -> FrameworkOutput {
    let adapter = { (name: String) in
      project.package?.devDependencies["@sveltejs/adapter-\(name)"] ?? project.package?.dependencies["@sveltejs/adapter-\(name)"]
    }
    if let stated = adapter("static") {
      return FrameworkOutput(form: .files("build", singlePage: false), evidence: [stated.evidence])
    }
    var found = FrameworkOutput(form: .server("node build"), evidence: adapter("node").map { [$0.evidence] } ?? [])
    found.variables = ["PROTOCOL_HEADER": "x-forwarded-proto", "HOST_HEADER": "x-forwarded-host"]
    if adapter("node") == nil { found.variables["GCP_BUILDPACKS"] = "true" }
    return found
  }

  /// Nitro makes the server; without it the build leaves a handler that somebody has to serve.
  private static func tanstack(_ project: ProjectInspection) -> FrameworkOutput {
    let names = ["nitro", "@tanstack/nitro-v2-vite-plugin", "vinxi", "nitropack"]
    let nitro = names.lazy.compactMap { project.package?.dependencies[$0] ?? project.package?.devDependencies[$0] }.first
    var found = FrameworkOutput(form: .server("node .output/server/index.mjs"), evidence: nitro.map { [$0.evidence] } ?? [])
    if nitro == nil {
      found.warnings = [
        "TanStack Start makes a server that can be run only with Nitro: npm install nitro and add nitro() to the plugins of vite.config"
      ]
    }
    return found
  }

  private static func astro(_ project: ProjectInspection) throws(Problem) -> FrameworkOutput {
    let package = project.package
    if let node = package?.dependencies["@astrojs/node"] ?? package?.devDependencies["@astrojs/node"] {
      return FrameworkOutput(form: .server("node ./dist/server/entry.mjs"), evidence: [node.evidence])
    }
    let directory = try ConfigText.load("astro.config", in: project.tree)?.directory(of: "outDir")
    return FrameworkOutput(
      form: .files(directory?.value ?? "dist", singlePage: false), evidence: directory.map { [$0.evidence] } ?? [])
  }
}
