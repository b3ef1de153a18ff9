package import RoostModel

/// A value with the line that states it.
package struct Stated<Value: Equatable & Sendable>: Equatable, Sendable {
  package var value: Value
  package var evidence: Evidence

  package init(_ value: Value, by evidence: Evidence) {
    self.value = value
    self.evidence = evidence
  }
}
