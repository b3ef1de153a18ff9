/// What an environment says when it has to be made anew. It does not know whether an app runs in it: whoever does puts the
/// command in place that is theirs.
package enum RestartHint {
  package static let text = "start it again: roost app restart NAME"
}
