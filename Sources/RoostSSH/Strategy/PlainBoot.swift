import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What differs when a host makes no sandbox: the programs see that host as it is, with the stack's first in their search path.
struct PlainBoot: Sendable {
  /// Those that are sent, base first. One that is a whole system is not: the host has one.
  let layers: [String]
  private let spec: EnvironmentSpec
  private let facts: FarFacts
  /// One of the layers brings certificates.
  private let bringsCertificates: Bool
  private let directory: EnvironmentDirectory

  init(_ spec: EnvironmentSpec, _ facts: FarFacts) async throws(Problem) {
    self.spec = spec
    self.facts = facts
    directory = EnvironmentDirectory(spec.id, below: facts.places.environments)
    let found = await BlockingWork.run {
      let layers: [String] = LayerPrograms(layers: spec.layers).layers.reversed()
      return (
        layers, app: layers.first { access("\($0)/app", F_OK) == 0 },
        certificates: layers.contains { access($0 + FarFacts.usualCertificates, F_OK) == 0 }
      )
    }
    layers = found.0
    bringsCertificates = found.certificates
    if let layer = found.app {
      throw Problem(
        .unsupported, "\(layer) holds files of an app, which only an environment with files of its own can show",
        hint: "use a strategy that isolates: --on sandbox")
    }
  }

  var mark: String { "\(PlainPlan.mark)=\(spec.id.text)" }

  /// - Parameter there: as the host has it.
  func steps(_ there: EnvironmentSpec) -> [FarStep] {
    let own = PathMap(there, files: directory.files).own(below: directory.files)
    return ([directory.temporary] + own).map { FarStep(kind: .volume, path: $0.string) }
  }

  /// - Parameter contents: the agent and the layers.
  func bootSpec(_ there: EnvironmentSpec, _ contents: [FarContent]) async -> BootSpec {
    let places = Dictionary(contents.map { ($0.source.string, $0.path.string) }, uniquingKeysWith: { first, _ in first })
    var spec = there
    if !bringsCertificates { spec.variables = facts.variables(there.variables) }
    let (wanted, directory, layers, user) = (spec, directory, layers, facts.user)
    return await BlockingWork.run {
      PlainPlan(
        spec: wanted, directory: directory, paths: PathMap(wanted, files: directory.files), membership: CgroupMembership(),
        programs: LayerPrograms(layers: layers, at: places), user: user
      ).bootSpec
    }
  }
}
