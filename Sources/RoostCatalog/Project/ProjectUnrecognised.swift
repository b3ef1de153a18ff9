import RoostModel

/// What to say of a directory that no kind of project fits.
struct ProjectUnrecognised {
  let project: ProjectInspection
  let candidates: [Candidate]

  /// What a project is known by.
  private static let markers: Set<String> = [
    "package.json", "requirements.txt", "pyproject.toml", "Pipfile", "index.html", "Procfile", "roost.yml", "manage.py", "app.py",
    "main.py", "go.mod", "Cargo.toml", "Gemfile", "composer.json", "index.php", "deno.json", "deno.jsonc",
    "Dockerfile", "Containerfile",
  ]

  /// What other projects are known by, which Roost cannot run yet.
  private static let others: [(file: String, name: String)] = [
    ("Gemfile", "Ruby"), ("pom.xml", "Java"), ("build.gradle", "Java"), ("mix.exs", "Elixir"), ("Package.swift", "Swift"),
  ]

  var problem: Problem {
    if candidates.first?.type == .docker { return withoutEngine }
    return Problem(.projectUnrecognised, "\(project.tree.name) \(finding)", hint: hint, cause: cause)
  }

  private var withoutEngine: Problem {
    let file = candidates.first?.evidence.first?.file ?? "Dockerfile"
    return Problem(
      .strategyUnavailable, "\(project.tree.name) is built by a container engine (\(file)), and none answers here",
      hint: "install one: apt-get install docker.io; or say how the app is run without it: roost deploy "
        + "\(ShellCommand.quoted(project.name)) --start 'COMMAND'",
      cause: cause)
  }

  private var tree: ProjectTree { project.tree }

  private var finding: String {
    if tree.files.isEmpty { return "holds no files" }
    if let best = candidates.first {
      return
        "looks like \(best.type.rawValue), but not enough is there to run it (\(best.score) of 100; \(ProjectScores.decisive) are needed)"
    }
    if let other = Self.others.first(where: { tree.contains($0.file) }) {
      return "is a \(other.name) project (\(other.file)), which Roost cannot run by itself yet"
    }
    return "is not a project Roost knows"
  }

  private var cause: String? {
    if let best = candidates.first { return best.evidence.map(\.description).joined(separator: "\n") }
    return """
      looked for package.json (Node), requirements.txt, pyproject.toml, Pipfile or *.py with an app object (Flask, FastAPI, WSGI, ASGI), \
      main.py, app.py or server.py (Python), manage.py (Django), go.mod (Go), Cargo.toml (Rust), Gemfile with config.ru (Ruby), \
      composer.json or index.php (PHP), deno.json or supabase/functions (Deno), Dockerfile, index.html also in public/, dist/, build/ and out/ (static), Procfile, roost.yml
      """
  }

  private var hint: String {
    let roots = suggestedRoots
    if roots.count == 1 { return "did you mean the directory '\(roots[0])'? \(deploy(roots[0]))" }
    if roots.count > 1 { return "did you mean one of \(roots.prefix(5).joined(separator: ", "))? \(deploy(roots[0]))" }
    if let misspelled = project.python.misspelled {
      return "did you mean requirements.txt? mv \(ShellCommand.quoted(misspelled)) requirements.txt"
    }
    if let (found, wanted) = misspelledMarker { return "did you mean \(wanted)? mv \(ShellCommand.quoted(found)) \(wanted)" }
    return "say in roost.yml how it is run: echo 'start: COMMAND' >> roost.yml, where COMMAND listens on $PORT"
  }

  private func deploy(_ root: String) -> String {
    let stated = project.settings.root.map { $0 == "." ? root : "\($0)/\(root)" } ?? root
    return "roost deploy \(ShellCommand.quoted(project.name)) --root \(ShellCommand.quoted(stated))"
  }

  /// Directories at most two levels down with a marker of their own; what lies below such a one does not count again.
  private var suggestedRoots: [String] {
    var roots: [String] = []
    for file in tree.files {
      let parts = file.split(separator: "/")
      guard (2...3).contains(parts.count), let name = parts.last, Self.markers.contains(String(name)) else { continue }
      let directory = parts.dropLast().joined(separator: "/")
      if !roots.contains(where: { directory == $0 || directory.hasPrefix($0 + "/") }) { roots.append(directory) }
    }
    return roots
  }

  private var misspelledMarker: (found: String, wanted: String)? {
    for name in tree.names(in: "") where !Self.markers.contains(name) {
      let letters = Array(name.lowercased().unicodeScalars)
      let near = Self.markers.sorted().first {
        EditDistance.between(letters, Array($0.lowercased().unicodeScalars)) <= ($0.count > 8 ? 2 : 1)
      }
      if let near { return (name, near) }
    }
    return nil
  }
}
