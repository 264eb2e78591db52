/// Placeholder.
package enum Grading {}
