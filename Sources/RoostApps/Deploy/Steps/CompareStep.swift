import FoundationEssentials
import RoostModel
import RoostStore
import RoostSystem

extension DeployStep {
  /// Ends a deployment here when the live release was made of the same.
  static let compare = DeployStep(name: "compare") { (context) async throws(Problem) in
    let inputs = try await context.inputs()
    context.release.source?.inputs = inputs
    guard let inputs, let served = try await context.served(context.given.version), served.source?.inputs == inputs else {
      return
    }
    context.unchanged = served
    context.progress(.stage("compare", detail: "release \(served.number) was made of the same"))
  }
}

extension DeployContext {
  /// Names all that decides what this release is; `nil` where its files are not known. What the build is given is not readable
  /// from it.
  fileprivate func inputs() async throws(Problem) -> String? {
    guard let source = release.source, let tree = source.tree else { return nil }
    let plan = try madePlan
    let own = AppVariables.serving(
      name: app.name, release: 0, plan: plan, layers: runtimes, configuration: services.configuration)
    let followed = source.kind == .sync ? source : nil
    let inputs = ReleaseInputs(
      tree: tree, commit: source.commit, plan: plan.asDecided, runtimes: runtimes.map(\.name), variables: own, given: given.build,
      borrowed: given.borrowed,
      followed: followed?.place, directory: followed?.directory)
    let bytes = try inputs.bytes
    if given.build.isEmpty, given.borrowed.isEmpty { return Digest.of(bytes) }
    return try await services.vault.sealingKey().mark(of: bytes, for: "\(app.id)|release-inputs")
  }
}

/// What a release is made from, in a form that is the same for the same.
struct ReleaseInputs: Encodable {
  var tree: String
  /// Of a repository: who commits nothing but a message wants another release.
  var commit: String?
  var plan: Plan
  var runtimes: [String]
  var variables: [String: String]
  var given: [String: String]
  var borrowed: [String: String]
  /// The directory that the release is kept in step with.
  var followed: String?
  var directory: DirectoryIdentity?

  var bytes: [UInt8] {
    get throws(Problem) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      do { return Array(try encoder.encode(self)) } catch {
        throw Problem.unexpected(error, during: "writing down what a release is made of")
      }
    }
  }
}

extension Plan {
  /// Without what was only said about it.
  fileprivate var asDecided: Plan {
    var plan = self
    (plan.warnings, plan.evidence, plan.alternatives, plan.decisions) = ([], [], [], nil)
    return plan
  }
}
