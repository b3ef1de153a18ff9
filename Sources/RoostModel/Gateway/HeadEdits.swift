/// Changes to what an app is asked and to what it answers.
package struct HeadEdits: Codable, Sendable, Equatable {
  package var request: FieldEdits?
  package var response: FieldEdits?

  package init(request: FieldEdits?, response: FieldEdits?) {
    self.request = request
    self.response = response
  }
}
