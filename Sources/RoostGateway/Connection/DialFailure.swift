import RoostModel

/// Why there is no connection to an app.
struct DialFailure: Error {
  let problem: Problem

  init(_ error: any Error) { problem = Problem.unexpected(error, during: "connecting to the app") }
}
