import Foundation

/// Looks every few milliseconds, for ten seconds at most. For blocking threads.
func waitUntil(_ condition: () throws -> Bool) rethrows -> Bool {
  for _ in 0..<2_000 {
    if try condition() { return true }
    // Between two looks at the condition, which alone decides; nobody would wake this thread.
    usleep(5_000)
  }
  return false
}

func eventually(_ condition: @escaping @Sendable () -> Bool) async throws -> Bool {
  try await onThread { waitUntil(condition) }
}
