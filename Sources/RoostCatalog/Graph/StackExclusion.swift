package import RoostModel

/// Two runtimes that cannot lie in one stack.
package struct StackExclusion: Sendable, Equatable {
  package var first: RuntimeID
  package var second: RuntimeID

  package var problem: Problem {
    Problem(
      .runtimeConflict, "\(first) and \(second) cannot be in one stack",
      hint: "use them in two apps; both can be installed: roost runtime install \(first) \(second)")
  }
}
