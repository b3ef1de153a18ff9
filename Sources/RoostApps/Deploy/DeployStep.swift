import RoostModel

/// One stage of a deployment. `undo` takes back what `run` left behind when a later step fails; it is called for the
/// failing step too, and must do with half of its work done.
struct DeployStep: Sendable {
  var name: String
  var run: @Sendable (inout DeployContext) async throws(Problem) -> Void
  var undo: @Sendable (DeployContext) async throws(Problem) -> Void = { (_) async throws(Problem) in }
}
