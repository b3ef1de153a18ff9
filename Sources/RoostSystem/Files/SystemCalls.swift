import Glibc

/// The error number the last system call of this thread left.
func currentErrno() -> Int32 { errno }

/// Repeats a call that returns -1 when a signal interrupted it.
func retryingInterrupts<Value: SignedInteger>(_ call: () -> Value) -> Value {
  while true {
    let value = call()
    if value != -1 || errno != EINTR { return value }
  }
}
