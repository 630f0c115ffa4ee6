"""Draw decision trees and workflows as static, accessible SVG that follows the page's colors."""

from .flow import draw_flow
from .model import Arrow, Flow, Step, StepKind, TreeNode
from .tree import draw_tree

__all__ = ["Arrow", "Flow", "Step", "StepKind", "TreeNode", "draw_flow", "draw_tree"]
