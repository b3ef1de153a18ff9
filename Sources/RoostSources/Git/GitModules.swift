import RoostModel
import RoostSystem
import SystemPackage

/// The submodules of a checkout, one level deep. What `.gitmodules` names is judged as any address is: each is looked up,
/// pinned and counted together with the rest.
struct GitModules: Sendable {
  let git: GitProgram
  let progress: ProgressSink

  private static let most = 100

  func fetch(those tree: GitTree) async throws(Problem) {
    guard !tree.modules.isEmpty else { return }
    guard tree.modules.count <= GitModules.most else { throw refused("there are more than \(GitModules.most) submodules") }
    let urls = try await urls()
    var total = tree
    for (number, module) in tree.modules.enumerated() {
      guard let url = urls[module.path] else { continue }
      let address = try resolve(url, of: module)
      progress(.stage("fetch", detail: "\(SourceText.line(module.path, atMost: 80)) from \(address.url)"))
      // The path is one of the tree's own, which holds no links on the way to it.
      let place = git.room.tree.pushing(FilePath(module.path))
      let program = try await git.fetching(address, into: place, number: number)
      total = total.adding(try await fetch(module, program))
      try total.check(git.checkout.settings)
      try await program.succeed(["checkout", "--quiet", "--detach", "--force", module.commit])
    }
  }

  private func fetch(_ module: GitTree.Module, _ program: GitProgram) async throws(Problem) -> GitTree {
    try await program.succeed(["init", "--quiet", "--template="])
    try await program.succeed(
      ["fetch", "--no-tags", "--no-recurse-submodules", "--no-write-commit-graph", "--depth", "1", "--", program.address.url]
        + [module.commit], progress: progress)
    return try await program.tree(of: module.commit)
  }

  /// By path.
  private func urls() async throws(Problem) -> [String: String] {
    let listed = try await git.run(["config", "--file", ".gitmodules", "-z", "--get-regexp", #"^submodule\..*\.(path|url)$"#])
    guard listed.succeeded else { return [:] }
    return GitModules.urls(listed.standardOutput)
  }

  /// Of `name\nvalue\0`, where a name may hold anything but a line end. Pure.
  static func urls(_ listing: String) -> [String: String] {
    var paths: [String: String] = [:]
    var urls: [String: String] = [:]
    for entry in listing.split(separator: "\0") {
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let dot = parts[0].lastIndex(of: ".") else { continue }
      let name = String(parts[0][..<dot])
      if parts[0][dot...] == ".path" { paths[name] = String(parts[1]) } else { urls[name] = String(parts[1]) }
    }
    var found: [String: String] = [:]
    for (name, path) in paths { found[path] = urls[name] }
    return found
  }

  private func resolve(_ url: String, of module: GitTree.Module) throws(Problem) -> GitAddress {
    let address: GitAddress
    do throws(Problem) {
      address = url.hasPrefix("./") || url.hasPrefix("../") ? try git.address.resolving(url) : try GitAddress(url)
    } catch {
      throw refused("the submodule \(SourceText.line(module.path, atMost: 80)) has an address that is not taken", error.message)
    }
    guard address.transport == git.address.transport || address.transport == .https else {
      throw refused("the submodule \(address.url) is not fetched by \(address.transport.rawValue)")
    }
    return address
  }

  private func refused(_ message: String, _ cause: String? = nil) -> Problem {
    Problem(
      .projectFileRefused, message, hint: "give it an https address in .gitmodules, or deploy without --submodules", cause: cause)
  }
}

extension GitAddress {
  /// As git reads a relative address of `.gitmodules`. Pure.
  func resolving(_ relative: String) throws(Problem) -> GitAddress {
    var parts = path.split(separator: "/").map(String.init)
    var rest = relative[...]
    while true {
      if rest.hasPrefix("./") {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("../") {
        rest = rest.dropFirst(3)
        guard !parts.isEmpty else { break }
        parts.removeLast()
      } else {
        break
      }
    }
    let at = user.map { "\($0)@" } ?? ""
    let port = port.map { ":\($0)" } ?? ""
    return try GitAddress("\(transport.rawValue)://\(at)\(host)\(port)/" + (parts + [String(rest)]).joined(separator: "/"))
  }
}
