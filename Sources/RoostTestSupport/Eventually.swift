/// Asks again until the condition holds. The pause between two looks is not what makes a test pass: the condition is.
package func eventually(
  within limit: Duration = .seconds(20), _ what: String, _ condition: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  while clock.now < deadline {
    if try await condition() { return }
    try await clock.sleep(for: .milliseconds(25))
  }
  throw TimedOut(what: what, limit: limit)
}

package struct TimedOut: Error, CustomStringConvertible {
  package var what: String
  package var limit: Duration
  package var description: String { "not within \(limit): \(what)" }
}
