import RoostAgentClient
import RoostModel

/// Refuses what a host without an agent cannot keep, before anything is made there. Looks at the layers; blocking no more than that.
enum BareRules {
  static func check(_ spec: EnvironmentSpec, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    try FarRules.checkPlace(facts, address)
    guard facts.runsBare, spec.mayBeWeaker == true else { throw FarRules.foreign(facts, address) }
    try checkNames(spec.variables)
    guard LayerPrograms(layers: spec.layers).layers.isEmpty else {
      throw refused("runtimes of this machine do not run on a \(facts.machine)", "leave them out: its own programs are there")
    }
    guard spec.network == .outbound else {
      throw refused("a plain process has the network of \(address)", "ask for it: --network outbound")
    }
    guard spec.mounts.isEmpty else {
      throw refused("nothing of this machine can be mounted on \(address)", "copy it there: roost env cp")
    }
    guard spec.limits == ResourceLimits() else {
      throw Problem(
        .limitUnsupported, "without an agent on \(address), limits are not kept",
        hint: "use a host with a \(FarFacts.ownMachine) processor, or leave them out")
    }
  }

  private static let shellsOwn: Set = ["UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO"]

  /// A shell there sets them.
  static func checkNames(_ variables: [String: String]) throws(Problem) {
    for name in variables.keys.sorted() where !isName(name) || shellsOwn.contains(name) {
      throw Problem(
        .usageInvalid, "a shell cannot set the variable \(name.debugDescription.prefix(80))",
        hint: "use letters, digits and _, and none of \(shellsOwn.sorted().joined(separator: ", "))")
    }
  }

  private static func isName(_ text: String) -> Bool {
    let first = text.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    return first
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  private static func refused(_ message: String, _ hint: String) -> Problem { Problem(.unsupported, message, hint: hint) }
}
