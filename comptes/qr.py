"""A QR code as SVG, drawn with attributes only: our content security policy refuses inline styles."""

from qrcode import QRCode


def svg(texte: str, libelle: str) -> str:
    """``libelle`` is what a screen reader says instead of the drawing."""
    code = QRCode(border=4)
    code.add_data(texte)
    modules = code.get_matrix()
    trace = "".join(f"M{x} {y}h1v1h-1z" for y, ligne in enumerate(modules) for x, noir in enumerate(ligne) if noir)
    cote = len(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {cote} {cote}" class="code-qr" role="img" '
        f'aria-label="{libelle}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{cote}v{cote}H0z"/>'
        f'<path fill="#000" d="{trace}"/></svg>'
    )
