import RoostModel

/// What the `actions/setup-*` family calls a runtime, and where a layer holds it. Pure.
struct ToolCacheTool: Sendable, Equatable {
  /// As the actions spell it.
  var name: String
  /// Directories of a layer that may be the tool's root, best first. One that is a link stands for where it leads.
  var roots: [String]
  /// A file that is in the root; the actions run it.
  var program: String
  /// What is taken of a root that it shares with others, `/usr`; all of any other root.
  var shared: [String] = ["bin", "lib", "include"]
  /// Scripts of the layer begin with a path to it that is only right in a stack.
  var interpreter: String?

  static func of(_ runtime: RuntimeID) -> ToolCacheTool? {
    switch runtime.text {
    case "nodejs": ToolCacheTool(name: "node", roots: ["usr/local", "usr"], program: "bin/node")
    case "go": ToolCacheTool(name: "go", roots: ["usr/local/go", "usr/lib/go"], program: "bin/go")
    case "python":
      ToolCacheTool(
        name: "Python", roots: ["usr/local", "usr"], program: "bin/python3",
        shared: ["bin", "lib", "include", "share/python-wheels"], interpreter: "python")
    case "ruby":
      ToolCacheTool(
        name: "Ruby", roots: ["usr/local", "usr"], program: "bin/ruby", shared: ["bin", "lib", "include", "share"],
        interpreter: "ruby")
    case "java":
      ToolCacheTool(
        name: "Java_Temurin-Hotspot_jdk", roots: ["usr/lib/jvm/temurin", "usr/lib/jvm/default", "usr/local/java"],
        program: "bin/java")
    default: nil
    }
  }
}
