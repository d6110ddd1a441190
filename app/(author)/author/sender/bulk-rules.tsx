/** What Gmail, Yahoo and Outlook ask of whoever sends much, and which part of it is already done. */
export function BulkRules() {
  return (
    <section aria-labelledby="rules">
      <h2 id="rules" className="sender-heading">
        What the large mail hosts want
      </h2>
      <div className="sender-rules">
        <p>
          Gmail, Yahoo and Outlook have the same rules. A few of them hold for everybody; all hold
          from about 5,000 letters a day to one host, counted for the whole domain.
        </p>
        <dl>
          <dt>SPF and DKIM, both</dt>
          <dd>
            One names the servers that send for you, the other signs each letter. Either may break
            on the way (a forwarded letter fails SPF), so have both.
          </dd>
          <dt>DMARC, and one of the two aligned with it</dt>
          <dd>
            Aligned means: the domain that SPF or DKIM vouches for is the one your readers see
            behind the “@” of MAIL_FROM, or shares its main part. A signature by your provider's
            domain alone does not count; that is why it asks you for records of your own.
          </dd>
          <dt>One click to leave</dt>
          <dd>
            Done: every letter but the login link carries List-Unsubscribe, acts at once and without
            cookies, and the link stands in its text as well.
          </dd>
          <dt>Fewer than 3 complaints in 1,000 letters</dt>
          <dd>
            Better fewer than 1. Done as far as software can: nobody gets a lesson who did not
            confirm, and whoever complains gets no more. Gmail tells the rate at
            postmaster.google.com.
          </dd>
          <dt>A sender that can be answered</dt>
          <dd>
            An address that takes mail, the same one each time, and a server whose name and address
            point to each other. The last is your provider's part.
          </dd>
          <dt>A slow start</dt>
          <dd>
            A new domain that writes to 20,000 people on its first day looks like a stolen one.
            Begin with the readers who joined last, and double the number every few days.
          </dd>
        </dl>
      </div>
    </section>
  );
}
