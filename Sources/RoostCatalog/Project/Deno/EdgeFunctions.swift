import RoostModel

/// The functions of a Supabase project: `supabase/functions/NAME/index.ts`. One process serves them all.
struct EdgeFunctions {
  static let directory = "supabase/functions"
  private static let most = 200

  let names: [String]

  /// `nil` when there are none.
  init?(_ tree: ProjectTree) {
    names = tree.files.compactMap(Self.name).sorted()
    guard (1...Self.most).contains(names.count) else { return nil }
  }

  /// What begins with `_` is shared by functions and is none.
  private static func name(_ path: String) -> String? {
    guard path.hasPrefix(directory + "/"), path.hasSuffix("/index.ts") else { return nil }
    let name = path.dropFirst(directory.utf8.count + 1).dropLast("/index.ts".utf8.count)
    guard let first = name.utf8.first, first != UInt8(ascii: "_"), first != UInt8(ascii: "-") else { return nil }
    return name.utf8.allSatisfy { ASCII.isWord($0) || $0 == UInt8(ascii: "-") } ? String(name) : nil
  }

  var evidence: [Evidence] {
    names.prefix(5).map { Evidence(file: "\(Self.directory)/\($0)/index.ts", says: "is there") }
  }

  func complete(_ plan: inout Plan, in tree: ProjectTree) throws(Problem) {
    let router = AddedFile(name: "functions.ts", text: EdgeFunctionRouter.text(for: names))
    plan.addedFiles = [router]
    let options = settings(in: tree)
    plan.build.append("deno cache\(options) \(router.path)")
    let line = "deno run\(options) \(DenoKind.rights) \(router.path)"
    plan.start = .command(ShellCommand(line).replacingShell, decidedBy: evidence[0])
    plan.warnings += try warnings(in: tree)
  }

  /// One process has one import map.
  private func settings(in tree: ProjectTree) -> String {
    if let file = ["deno.json", "deno.jsonc"].map({ "\(Self.directory)/\($0)" }).first(where: tree.contains) {
      return " --config \(file)"
    }
    let map = "\(Self.directory)/import_map.json"
    return tree.contains(map) ? " --import-map \(map)" : ""
  }

  private func warnings(in tree: ProjectTree) throws(Problem) -> [String] {
    var warnings = [
      "tokens are not verified before a function is called, whatever verify_jwt says in supabase/config.toml: let the function do it"
    ]
    for name in names {
      let path = "\(Self.directory)/\(name)"
      if ["deno.json", "deno.jsonc", "import_map.json"].contains(where: { tree.contains("\(path)/\($0)") }) {
        warnings.append("the import map of \(path) is not used: put its lines into \(Self.directory)/deno.json")
      }
      let text = try tree.source("\(path)/index.ts") ?? ""
      if !text.contains("Deno.serve"), text.contains("std"), text.contains("http/server") {
        warnings.append("\(path)/index.ts listens by itself, with serve of std/http: call Deno.serve instead, or it is not found")
      }
    }
    return warnings
  }
}
