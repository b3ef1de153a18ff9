/// An error as a user sees it: what happened, and the command that fixes it.
///
/// The only error type that crosses a module boundary. Modules keep small enums inside and
/// convert at their edge. It is also the body of every failed API answer.
package struct Problem: Error, Codable, Sendable, Equatable {
  package var code: ProblemCode
  /// One sentence in the user's words, with the names of the things it is about.
  package var message: String
  /// The exact command, setting or request that helps. Never empty.
  package var hint: String
  /// What the layer below said, verbatim: a tool's last lines, an errno text.
  package var cause: String?

  package init(_ code: ProblemCode, _ message: String, hint: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.cause = cause
  }
}

extension Problem: CustomStringConvertible {
  package var description: String {
    var text = "\(code.rawValue): \(message)"
    if let cause { text += "\n\(cause)" }
    return text + "\nhint: \(hint)"
  }
}

extension Problem {
  /// Wraps an error nobody anticipated. Its hint asks for a report, because the user cannot fix it.
  package static func unexpected(_ error: any Error, during activity: String) -> Problem {
    if let problem = error as? Problem { return problem }
    if error is CancellationError {
      return Problem(.cancelled, "\(activity) was cancelled", hint: "run the command again to continue")
    }
    return Problem(
      .internal, "\(activity) failed", hint: "run `roost doctor`; if it finds nothing, report this with the lines above",
      cause: String(describing: error))
  }
}
