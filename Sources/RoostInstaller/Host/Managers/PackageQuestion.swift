import RoostModel
import RoostSystem

/// A question to a package manager: the command, and how its answer is read.
struct PackageQuestion<Answer: Sendable>: Sendable {
  var command: ExternalCommand
  /// Some managers answer "nothing" with an exit status other than 0.
  var toleratesFailure = false
  var read: @Sendable (CommandResult) throws(Problem) -> Answer
}
