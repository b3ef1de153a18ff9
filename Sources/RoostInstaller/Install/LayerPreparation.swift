import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// What a maintainer script would do to a layer that was just unpacked: its users, and the setup commands of its entry.
struct LayerPreparation {
  let entry: CatalogueEntry
  let version: String
  /// What the layer stands on, base first.
  let below: [InstalledLayer]
  let setup: LayerSetup?

  /// Answers with `origin`, whose digest now stands for the setup, too. Nothing is done where the entry asks for nothing.
  func run(_ origin: LayerOrigin, in staged: StagedLayer, progress: ProgressSink) async throws(Problem) -> LayerOrigin {
    guard !entry.setup.isEmpty || !entry.users.isEmpty else { return origin }
    progress(.stage("setup", detail: title))
    let (tree, below, users) = (staged.tree, below.map { FilePath($0.tree) }, entry.users)
    try await BlockingWork.run { () throws(Problem) in try SystemUsers(users).add(to: tree, over: below) }
    if !entry.setup.isEmpty { try await runSteps(in: staged) }
    return LayerOrigin(digest: digest(origin), provenance: origin.provenance)
  }

  private var title: String { "\(entry.id) \(version)" }

  private func runSteps(in staged: StagedLayer) async throws(Problem) {
    guard let setup else {
      throw Problem(
        .unsupported, "\(title) needs commands to be run while it is installed, and nothing here can run them",
        hint: "install it by the daemon: roost serve, then roost runtime install '\(entry.id)@\(version)'")
    }
    let skeleton = staged.scratch.appending("skeleton")
    let changes = staged.scratch.appending("changes")
    let tree = staged.tree
    try await BlockingWork.run { () throws(Problem) in try SetupSkeleton(owner: setup.user).make(skeleton, over: tree) }
    try await setup.run(
      SetupRequest(
        runtime: entry.id, version: version, stack: below.map { FilePath($0.tree) } + [tree, skeleton], changes: changes,
        variables: variables,
        steps: entry.setup.map { step in
          SetupStep(run: step.run.map { $0.replacing("{version}", with: version) }, timeout: step.timeout)
        }))
    try await BlockingWork.run { () throws(Problem) in try SetupChanges(of: title).merge(changes, into: tree) }
  }

  private var variables: [String: String] {
    var variables: [String: String] = [:]
    for layer in below { variables.merge(layer.variables) { $1 } }
    return variables.merging(entry.variables) { $1 }
  }

  private func digest(_ origin: LayerOrigin) -> String {
    var digest = LayerDigest(recipe: "setup/1")
    digest.add(origin.digest)
    for user in entry.users { digest.add([user.name, String(user.number), user.home]) }
    for step in entry.setup { digest.add([String(step.run.count)] + step.run) }
    return digest.hexadecimal
  }
}
