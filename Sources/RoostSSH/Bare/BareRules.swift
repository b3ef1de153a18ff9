import RoostAgentClient
import RoostModel

/// Refuses what a host without an agent cannot keep, before anything is made there. Looks at the layers; blocking no more than that.
enum BareRules {
  static func check(_ spec: EnvironmentSpec, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    guard facts.isWritable else {
      throw Problem(
        .permissionDenied, "\(facts.places.root) on \(address) cannot be written",
        hint: "make it writable: \(address.commandLine) mkdir -p \(facts.places.root)")
    }
    guard facts.runsBare, spec.mayBeWeaker == true else { throw FarRules.foreign(facts, address) }
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

  private static func refused(_ message: String, _ hint: String) -> Problem { Problem(.unsupported, message, hint: hint) }
}
