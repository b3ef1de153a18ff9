import RoostModel

/// A framework that makes a Node server, or files, of a `package.json` project.
struct NodeFramework: Sendable {
  let type: ProjectType
  /// Any of these packages shows it.
  let packages: [String]
  /// Its program: `scripts.start` that only calls this one is for development and is not taken over.
  let program: String
  let score: Int

  static let all: [NodeFramework] = [
    NodeFramework(type: .nextjs, packages: ["next"], program: "next", score: ProjectScores.nextjs),
    NodeFramework(type: .nuxt, packages: ["nuxt", "nuxt3"], program: "nuxt", score: ProjectScores.nodeFramework),
    NodeFramework(
      type: .remix, packages: ["@remix-run/node", "@remix-run/dev"], program: "remix-serve", score: ProjectScores.nodeFramework),
    NodeFramework(
      type: .reactRouter, packages: ["@react-router/dev"], program: "react-router-serve", score: ProjectScores.nodeFramework),
    NodeFramework(
      type: .tanstackStart, packages: ["@tanstack/react-start", "@tanstack/solid-start", "@tanstack/start"], program: "vite",
      score: ProjectScores.nodeFramework),
    NodeFramework(type: .sveltekit, packages: ["@sveltejs/kit"], program: "vite", score: ProjectScores.nodeFramework),
    NodeFramework(type: .astro, packages: ["astro"], program: "astro", score: ProjectScores.nodeFramework),
  ]

  /// The line of `package.json` that requires it.
  func evidence(in package: PackageManifest) -> Evidence? {
    packages.lazy.compactMap { package.dependencies[$0] ?? package.devDependencies[$0] }.first?.evidence
  }

  /// `scripts.start`, unless it is the framework's own program.
  func ownStart(in package: PackageManifest?) -> Stated<String>? {
    guard let start = package?.scripts["start"], start.value.split(separator: " ").first != Substring(program) else { return nil }
    return start
  }
}
