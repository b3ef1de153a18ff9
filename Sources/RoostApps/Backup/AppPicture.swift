import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// An app as it was at one moment: trees that nobody changes any more, and what is known of it.
struct AppPicture: Sendable {
  var app: AppRecord
  var release: ReleaseRecord
  /// What the deployment of the release asked for.
  var request: DeployRequest?
  var history: [DeploymentSummary]
  var secrets: AppSecrets
  var code: FilePath
  var data: FilePath?
  /// How many seconds the app stood still.
  var pause: Double
  var warnings: [String]

  func manifest(_ sealing: AppManifest.Sealing, salt: String?, reason: BackupSummary.Reason?, now: Double) -> AppManifest {
    let plan = release.plan
    let leftOut = sealing == .none ? secrets.variables.filter(\.secret).map(\.name) : []
    var source = app.source
    switch source {
    case .directory, .archive: source = nil
    case .git, .url, nil: break
    }
    return AppManifest(
      schema: AppManifestRules.schema, id: AppPicture.newIdentity(), createdAt: now, creator: "roost \(RoostVersion.current)",
      reason: reason, sealing: sealing, salt: salt, app: app.name, instance: app.id, release: release.number,
      record: release.source,
      overrides: request?.overrides, target: plan?.target, runtimes: plan?.runtimes.map(\.specifier) ?? [],
      settings: AppManifest.Settings(
        wantsToRun: app.wantsToRun, maintenance: app.maintenance, source: source, branch: app.webhook?.branch,
        backup: app.backup.map { BackupRecord(isOff: $0.isOff, policy: $0.policy) }),
      variables: secrets.variables.count - leftOut.count, leftOut: leftOut, members: [])
  }

  /// What is to be written of it.
  func writing(
    _ sealing: AppManifest.Sealing, salt: String?, key: SealingKey?, reason: BackupSummary.Reason?, now: Double,
    in room: FilePath, progress: @escaping ProgressSink
  ) -> AppArchiveWriting {
    AppArchiveWriting(
      manifest: manifest(sealing, salt: salt, reason: reason, now: now), plan: release.plan, history: history,
      secrets: key == nil ? secrets.open : secrets, code: code, data: data, key: key, room: room, progress: progress)
  }

  private static func newIdentity() -> String { HexText.of((0..<32).map { _ in UInt8.random(in: .min ... .max) }) }
}
