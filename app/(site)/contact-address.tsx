type Props = { address: string | undefined };

/** Where a person reads; without an address in the book's settings, the letters are the way. */
export function ContactAddress({ address }: Props) {
  if (!address) return <>us, by answering any letter of ours</>;
  return (
    <a className="link" href={`mailto:${address}`}>
      {address}
    </a>
  );
}
